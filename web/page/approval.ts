/** Whether someone on this machine allowed this very text to run. */
export async function isApproved(text: string, storage: Storage): Promise<boolean> {
  return kept(storage).includes(await digest(text));
}

/** Remembers that this text may run; `instead` is the text it follows from, which is forgotten. */
export async function approve(text: string, storage: Storage, instead?: string): Promise<void> {
  const mine = await digest(text);
  const gone = instead === undefined ? undefined : await digest(instead);
  const others = kept(storage).filter((known) => known !== mine && known !== gone);
  try {
    storage.setItem(key, JSON.stringify([...others, mine].slice(-most)));
  } catch {
    // Then it is asked again the next time.
  }
}

const key = "mitate.approved";
const most = 2000;

function kept(storage: Storage): string[] {
  try {
    const list: unknown = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
