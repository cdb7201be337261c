/** The elements of a page without a browser, as far as choices go. */
interface Elements {
  readonly HTMLSelectElement: { readonly prototype: HTMLSelectElement };
  readonly HTMLOptionElement: { readonly prototype: HTMLOptionElement };
}

/**
 * Lets choices stand as in a browser. The page without one decides what is chosen while the markup is
 * being put together, when every option still bears the mark of the chosen one; here the options say it
 * themselves until a program or a person chooses otherwise.
 */
export function mendChoices({ HTMLSelectElement, HTMLOptionElement }: Elements): void {
  // Of each option, since a list is not the same object to those who ask for it in different ways.
  const picked = new WeakMap<HTMLOptionElement, boolean>();

  define(HTMLSelectElement.prototype, {
    selectedOptions: {
      get() {
        return chosen.call(this) as unknown as HTMLCollectionOf<HTMLOptionElement>;
      },
    },
    selectedIndex: {
      get() {
        return optionsOf(this).indexOf(chosen.call(this)[0]);
      },
      set(index: number) {
        pick(this, [optionsOf(this)[index]]);
      },
    },
    value: {
      get() {
        return chosen.call(this)[0]?.value ?? "";
      },
      set(value: string) {
        pick(this, [optionsOf(this).find((option) => option.value === String(value))]);
      },
    },
  });
  define(HTMLOptionElement.prototype, {
    selected: {
      get() {
        const select = this.closest("select");
        return select ? chosen.call(select).includes(this) : this.hasAttribute("selected");
      },
      set(selected: boolean) {
        const select = this.closest("select");
        if (!select) return void this.toggleAttribute("selected", Boolean(selected));
        const others = chosen.call(select).filter((option) => option !== this);
        if (select.multiple) pick(select, selected ? [...others, this] : others);
        else pick(select, [selected ? this : others[0] ?? first(select)]);
      },
    },
  });

  function pick(select: HTMLSelectElement, options: (HTMLOptionElement | undefined)[]): void {
    for (const option of optionsOf(select)) picked.set(option, options.includes(option));
  }

  /** What was picked, else what is marked, else the first that can be where one must be. */
  function chosen(this: HTMLSelectElement): HTMLOptionElement[] {
    const options = optionsOf(this);
    const known = options.some((option) => picked.has(option));
    const own = options.filter((option) =>
      known ? picked.get(option) : option.hasAttribute("selected")
    );
    if (this.multiple) return own;
    if (own.length || known || this.size > 1) return own.slice(-1);
    return [first(this)].filter((option) => option !== undefined);
  }
}

function first(select: HTMLSelectElement): HTMLOptionElement | undefined {
  return optionsOf(select).find((option) => !option.disabled);
}

function optionsOf(select: HTMLSelectElement): HTMLOptionElement[] {
  return [...select.querySelectorAll("option")];
}

function define<T extends object>(
  object: T,
  members:
    & { [K in keyof T]?: { get(this: T): T[K]; set?(this: T, value: never): void } }
    & ThisType<T>,
): void {
  for (const [name, member] of Object.entries(members)) {
    Object.defineProperty(object, name, { configurable: true, ...member as object });
  }
}
