/** What a user who gave something else should give. */
export const HOW_TO_MAKE_INPUTS =
  "give the output of `terraform show -json`, `pulumi stack export` or `pulumi preview --json --show-sames --show-reads`, a CDKTF output folder or a topology";
