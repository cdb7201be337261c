/** The library that knows all of YAML; it is imported from here only. */
export {
  Composer,
  CST,
  Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  Parser,
  type ScalarTag,
  visit,
} from "yaml";
