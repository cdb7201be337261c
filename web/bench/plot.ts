/** The plot that is measured everywhere, as the source of an expression over `Plot` and the number `n`. */
export const plot =
  "Plot.plot({height: 240, marks: [Plot.lineY(Array.from({length: 200}, (_, i) => Math.sin(i * n / 400)))]})";
