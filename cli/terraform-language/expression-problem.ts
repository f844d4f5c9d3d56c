/**
 * An expression, or a part of one, that has no value here: it is not understood, or Terraform too would refuse it.
 * Never leaves the evaluator: the part becomes a marker.
 */
export class ExpressionProblem extends Error {
  override readonly name = "ExpressionProblem";
}
