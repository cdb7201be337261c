/**
 * Writes into the attributes what people see of a form: markup carries no properties, and a report is
 * also read where no script runs.
 */
export function still(root: Element): void {
  for (const option of root.querySelectorAll("option")) {
    option.toggleAttribute("selected", (option as HTMLOptionElement).selected);
  }
  for (const input of root.querySelectorAll("input")) {
    if (/^(checkbox|radio)$/.test(input.type)) input.toggleAttribute("checked", input.checked);
    else if (input.type !== "file") input.setAttribute("value", input.value);
  }
  for (const area of root.querySelectorAll("textarea")) area.textContent = area.value;
  for (const output of root.querySelectorAll("output")) output.textContent = output.value;
  for (const element of root.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) {
      if (/^on/i.test(name)) element.removeAttribute(name);
    }
  }
}
