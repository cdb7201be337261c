import type { Role } from "../../../../engine/schema.ts";
import type { Option } from "../../field.ts";
import type { Form } from "../../section.ts";

// A record rather than a list, so that the compiler misses a role that is left out.
const words = {
  web: "record.components.role.web",
  app: "record.components.role.app",
  database: "record.components.role.database",
  storage: "record.components.role.storage",
  identity: "record.components.role.identity",
  admin: "record.components.role.admin",
  maintenance: "record.components.role.maintenance",
  network: "record.components.role.network",
  endpoint: "record.components.role.endpoint",
  mail: "record.components.role.mail",
  backup: "record.components.role.backup",
  build: "record.components.role.build",
  external: "record.components.role.external",
} as const satisfies Readonly<Record<Role, string>>;

/** The word for a role; the role itself where the schema's list does not have it. */
export function roleWord({ say }: Form, role: string): string {
  return Object.hasOwn(words, role) ? say(words[role as Role]) : role;
}

/** The roles of the schema's list, and those of its own that the record uses. */
export function roleOptions(form: Form): Option<string | undefined>[] {
  const own = form.desk.system?.components.map(({ role }) => role).filter((role) => role) ?? [];
  return [
    { value: undefined, word: form.say("record.components.role.none") },
    ...[...new Set([...Object.keys(words), ...own])].map((role) => ({
      value: role,
      word: roleWord(form, role),
    })),
  ];
}
