/** Stands for numbers of any length, which formulas do not have. */
export class Nothing {}
export { Nothing as default };
