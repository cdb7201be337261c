import { limits } from "../formats/limits.ts";
import { closest } from "../nearest.ts";
import { basename, dirname, isAbsolute, join } from "./std.ts";
import { defect, misuse } from "./stop.ts";

/** The path of a file as the user means it: from the folder where the command was typed. */
export function from(typed: string): string {
  return isAbsolute(typed) ? typed : join(start(), typed);
}

/**
 * The bytes of a file; a missing or unreadable one ends the command with the way out. No more is read
 * than shows that a file is too large, so that a device without end cannot hang the command.
 */
export async function readBytes(typed: string): Promise<Uint8Array> {
  try {
    using file = await Deno.open(from(typed));
    return await upTo(limits.size + 1, file);
  } catch (error) {
    throw await unreadable(typed, error);
  }
}

async function upTo(most: number, file: Deno.FsFile): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  while (size < most) {
    const part = new Uint8Array(65_536);
    const read = await file.read(part);
    if (read === null) break;
    parts.push(part.subarray(0, read));
    size += read;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** The files of a folder with one of these endings, by name; none where there is no such folder. */
export async function list(folder: string, endings: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      const file = entry.isFile || entry.isSymlink;
      if (file && endings.some((ending) => entry.name.endsWith(ending))) names.push(entry.name);
    }
  } catch (error) {
    const { NotFound, NotADirectory, NotCapable } = Deno.errors;
    // Beside a device or a pipe no folder may be looked into.
    if ([NotFound, NotADirectory, NotCapable].some((kind) => error instanceof kind)) return [];
    throw error;
  }
  return names.filter((name) => !name.startsWith(".")).sort();
}

/** The endings of record, pattern and catalogue files. */
export const endings = [".yaml", ".yml", ".json"] as const;

/**
 * Replaces a file in one go: a temporary file in the same folder, written out to the disk, takes its
 * place and its mode. Whatever goes wrong, the file is either as it was or as it should be. A file that
 * someone else changed since `before` was read is left alone.
 */
export async function replace(typed: string, before: string, after: string): Promise<void> {
  const path = await Deno.realPath(from(typed));
  const { mode } = await Deno.stat(path);
  const temporary = join(dirname(path), `.${basename(path)}.${crypto.randomUUID()}.tmp`);
  try {
    await writeOut(temporary, after, mode ?? 0o644);
    if (await Deno.readTextFile(path).then(bare) !== bare(before)) {
      throw defect(
        `「${typed}」は読み取った後にほかで変更されたため、書き込みませんでした。もう一度実行してください。`,
        `"${typed}" was changed by someone else since it was read, so nothing was written. Run the command again.`,
      );
    }
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw refused(typed, error);
  }
}

/** Writes a new file; one that is already there is never touched. Makes the folder where it is missing. */
export async function create(typed: string, content: string | Uint8Array): Promise<void> {
  const path = from(typed);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, bytes, { createNew: true });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) {
      throw misuse(
        `「${typed}」は既にあります。上書きはしません。別のIDか -o で別の名前を指定してください。`,
        `"${typed}" exists and is never overwritten. Choose another id, or another name with -o.`,
      );
    }
    throw refused(typed, error);
  }
}

/** Under `deno task` the working folder is the project's; where the user typed is in INIT_CWD. */
function start(): string {
  try {
    return Deno.env.get("INIT_CWD") ?? Deno.cwd();
  } catch {
    return Deno.cwd();
  }
}

async function writeOut(path: string, text: string, mode: number): Promise<void> {
  const file = await Deno.open(path, { write: true, createNew: true, mode });
  try {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
    await file.sync();
  } finally {
    file.close();
  }
  // The mode given at creation is cut by the umask.
  if (Deno.build.os !== "windows") await Deno.chmod(path, mode & 0o7777);
}

function bare(text: string): string {
  return text.replace(/^\ufeff/, "");
}

async function unreadable(typed: string, error: unknown): Promise<Error> {
  if (error instanceof Deno.errors.NotFound) {
    const near = await neighbour(typed);
    return defect(
      `ファイル「${typed}」がありません。${
        near ? `「${near}」のことではありませんか。` : "パスを確かめてください。"
      }`,
      `There is no file "${typed}"${near ? `; did you mean "${near}"?` : "; check the path."}`,
    );
  }
  if (error instanceof Deno.errors.IsADirectory) {
    return defect(
      `「${typed}」はフォルダです。記録のファイルを指定してください。`,
      `"${typed}" is a folder; name a record file.`,
    );
  }
  return refused(typed, error);
}

async function neighbour(typed: string): Promise<string | undefined> {
  const names = await list(dirname(from(typed)), endings).catch(() => []);
  const near = closest(basename(typed), names);
  return near && (dirname(typed) === "." ? near : join(dirname(typed), near));
}

/** What the system refuses in words of its own; anything else as it is. */
function refused(typed: string, error: unknown): Error {
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return defect(
      `「${typed}」を読み書きする権限がありません。`,
      `There is no permission to read or write "${typed}".`,
    );
  }
  if (error instanceof Deno.errors.NotFound) {
    return defect(`「${typed}」がありません。`, `There is no "${typed}".`);
  }
  return error instanceof Error ? error : new Error(String(error));
}
