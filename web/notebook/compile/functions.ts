/** Functions and operators of mathjs that formulas may use: none that builds texts or large lists. */
export const functions: ReadonlySet<string> = new Set(
  (`add subtract multiply divide dotMultiply dotDivide pow dotPow mod unaryMinus unaryPlus factorial
  transpose and or not xor equal unequal larger largerEq smaller smallerEq compare equalText
  abs cbrt ceil cube exp expm1 fix floor gcd hypot lcm log log10 log1p log2 nthRoot round sign sqrt square
  max min mean median mode prod sum cumsum std variance mad quantileSeq count
  sin cos tan asin acos atan atan2 sinh cosh tanh gamma erf dot map filter sort
  isInteger isNaN isNegative isPositive isZero number`)
    .split(/\s+/),
);
