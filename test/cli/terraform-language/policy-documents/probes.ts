/** Arguments of `aws_iam_policy_document` as Terraform's JSON syntax has them, of which the provider's answers are on record (`record.ts`). */
export type Probes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const ROOT = "arn:aws:iam::111111111111:root";
const OTHER = "arn:aws:iam::222222222222:role/ci";

/** `${…}` as it must be written for Terraform to leave it alone. */
const VARIABLE = "$${aws:username}";

/** What there may be in documents, under names that Terraform takes for data sources. */
export const PROBES: Probes = {
  nothing: {},
  empty_texts: {
    policy_id: "",
    version: null,
    source_json: "",
    statement: [{ sid: "", effect: null, actions: ["ecr:*"] }],
  },
  empty_version: { version: "", statement: [] },
  empty_effect: { statement: [{ effect: "", actions: ["ecr:*"] }] },
  id: { policy_id: "mine", statement: [{ sid: "All", actions: ["ecr:*"] }] },
  version_2008: { version: "2008-10-17", statement: [{ actions: ["ecr:*"] }] },
  version_2008_dollar: { version: "2008-10-17", statement: [{ resources: [`arn:aws:s3:::${VARIABLE}`] }] },
  every_part: {
    policy_id: "all",
    statement: [
      {
        condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
        principals: [{ type: "AWS", identifiers: [ROOT] }],
        resources: ["arn:aws:ecr:*:*:repository/b", "arn:aws:ecr:*:*:repository/a"],
        actions: ["kms:Decrypt", "kms:Encrypt"],
        effect: "Deny",
        sid: "Every",
      },
      {
        not_principals: [{ type: "AWS", identifiers: [OTHER, ROOT] }],
        not_resources: ["arn:aws:ecr:*:*:repository/b", "arn:aws:ecr:*:*:repository/a"],
        not_actions: ["kms:Decrypt", "kms:Encrypt"],
      },
    ],
  },
  actions_and_not_actions: {
    statement: [{ not_actions: ["b"], actions: ["a"], resources: ["*"], not_resources: ["c"] }],
  },
  empty_lists: { statement: [{ actions: [], resources: [], principals: [], condition: [] }] },
  duplicates: {
    statement: [
      {
        actions: ["a", "b", "a", "c"],
        resources: ["arn:b", "arn:a", "arn:b"],
        principals: [{ type: "AWS", identifiers: [ROOT, OTHER, ROOT] }],
        condition: [{ test: "StringEquals", variable: "a:b", values: ["y", "x", "y"] }],
      },
    ],
  },
  duplicates_of_one: { statement: [{ actions: ["a", "a"], resources: ["*", "*"] }] },
  order: {
    statement: [{ actions: ["ecr:b", "ecr:B", "ecr:a", "ecr:_", "ecr:1", "ecr:é", "ecr:\u{1F600}", "ecr:\uFB01"] }],
  },
  escapes: { statement: [{ actions: ["<a>&b\u2028"], resources: ['"\\/\u0001\t\n\u007f'] }] },
  variables: {
    statement: [
      {
        sid: "V",
        actions: ["ecr:&{aws:username}"],
        not_actions: ["kms:&{aws:username}"],
        resources: ["arn:aws:s3:::home/&{aws:username}/*", "&{a}&{b}"],
        not_resources: ["&{aws:username}"],
        principals: [{ type: "AWS", identifiers: ["&{aws:username}"] }],
        not_principals: [{ type: "AWS", identifiers: ["&{a}", "&{b}"] }],
        condition: [
          { test: "StringLike", variable: "aws:PrincipalTag/&{aws:username}", values: ["&{aws:username}"] },
          { test: "StringEquals", variable: "a:b", values: ["&{aws:x}", VARIABLE] },
        ],
      },
    ],
  },
  everybody: { statement: [{ principals: [{ type: "*", identifiers: ["*"] }] }] },
  everybody_of_aws: { statement: [{ principals: [{ type: "AWS", identifiers: ["*"] }] }] },
  everybody_beside_arns: { statement: [{ principals: [{ type: "*", identifiers: ["*", ROOT] }] }] },
  everybody_beside_a_type: {
    statement: [
      {
        principals: [
          { type: "*", identifiers: ["*"] },
          { type: "AWS", identifiers: [ROOT] },
        ],
      },
    ],
  },
  everybody_twice: {
    statement: [
      {
        principals: [
          { type: "*", identifiers: ["*"] },
          { type: "*", identifiers: ["*"] },
        ],
      },
    ],
  },
  nobody_but: { statement: [{ not_principals: [{ type: "*", identifiers: ["*"] }] }] },
  star_type_of_an_arn: { statement: [{ principals: [{ type: "*", identifiers: [ROOT] }] }] },
  principals_of_one_type: {
    statement: [
      {
        principals: [
          { type: "Service", identifiers: ["lambda.amazonaws.com"] },
          { type: "AWS", identifiers: ["222222222222"] },
          { type: "AWS", identifiers: ["111111111111"] },
        ],
      },
      {
        principals: [
          { type: "AWS", identifiers: ["111111111111"] },
          { type: "AWS", identifiers: ["222222222222"] },
        ],
      },
      {
        principals: [
          { type: "AWS", identifiers: ["222222222222", "333333333333"] },
          { type: "AWS", identifiers: ["444444444444", "111111111111"] },
          { type: "AWS", identifiers: ["555555555555"] },
        ],
      },
      {
        principals: [
          { type: "AWS", identifiers: ["111111111111", "222222222222"] },
          { type: "AWS", identifiers: ["222222222222", "333333333333"] },
        ],
      },
    ],
  },
  no_identifiers: { statement: [{ principals: [{ type: "AWS", identifiers: [] }] }] },
  conditions_of_one_operator: {
    statement: [
      {
        condition: [
          { test: "StringLike", variable: "b:b", values: ["z"] },
          { test: "StringEquals", variable: "b:b", values: ["z", "a"] },
          { test: "StringEquals", variable: "a:b", values: ["z"] },
        ],
      },
    ],
  },
  conditions_of_one_key: {
    statement: [
      {
        condition: [
          { test: "StringEquals", variable: "a:b", values: ["b"] },
          { test: "StringEquals", variable: "a:b", values: ["a"] },
        ],
      },
      {
        condition: [
          { test: "StringEquals", variable: "a:b", values: ["b", "c"] },
          { test: "StringEquals", variable: "a:b", values: ["a", "e"] },
          { test: "StringEquals", variable: "a:b", values: ["d", "c"] },
        ],
      },
      {
        condition: [
          { test: "StringEquals", variable: "a:b", values: ["b", "c"] },
          { test: "StringEquals", variable: "a:b", values: ["a"] },
        ],
      },
      {
        condition: [
          { test: "StringEquals", variable: "a:b", values: ["f", "g"] },
          { test: "StringEquals", variable: "a:b", values: ["h"] },
        ],
      },
      {
        condition: [
          { test: "StringEquals", variable: "a:b", values: ["b"] },
          { test: "StringEquals", variable: "a:b", values: ["b"] },
        ],
      },
    ],
  },
  condition_of_no_values: { statement: [{ condition: [{ test: "StringEquals", variable: "a:b", values: [] }] }] },
  condition_values_of_other_types: {
    statement: [
      {
        condition: [
          { test: "Bool", variable: "a:b", values: [false] },
          { test: "NumericEquals", variable: "a:b", values: [1, 2.5] },
        ],
      },
    ],
  },
  source_of_one_statement: { source_policy_documents: [JSON.stringify({ Statement: { Sid: "D", Effect: "Allow" } })] },
  source_documents: {
    source_policy_documents: [
      JSON.stringify({
        Version: "2012-10-17",
        Id: "first",
        Statement: [
          { Sid: "A", Effect: "Allow", Action: "source" },
          { Effect: "Allow", Action: ["b", "a", "b"], Resource: "*" },
        ],
      }),
      JSON.stringify({ Id: "second", Statement: [{ Sid: "D", Effect: "Allow", Action: "other" }] }),
    ],
    statement: [
      { sid: "A", actions: ["own"] },
      { sid: "B", actions: ["own"] },
    ],
  },
  override_documents: {
    policy_id: "own",
    statement: [
      { sid: "A", actions: ["own"] },
      { sid: "B", actions: ["own"] },
    ],
    override_policy_documents: [
      JSON.stringify({ Statement: [{ Sid: "B", Effect: "Deny", Action: "first" }] }),
      JSON.stringify({
        Id: "last",
        Statement: [
          { Sid: "B", Effect: "Deny", Action: "last" },
          { Sid: "C", Effect: "Allow", Action: "new" },
        ],
      }),
      "",
    ],
  },
  override_without_sids: {
    statement: [{ actions: ["own"] }],
    override_policy_documents: [
      JSON.stringify({
        Statement: [
          { Effect: "Deny", Action: "own" },
          { Sid: "", Effect: "Deny", Action: "x" },
        ],
      }),
    ],
  },
  source_of_older_version: {
    source_policy_documents: [JSON.stringify({ Version: "2008-10-17", Statement: [] })],
    statement: [{ actions: ["own"] }],
  },
  source_of_newer_version: {
    version: "2008-10-17",
    source_policy_documents: [
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "a", Resource: "$${aws:username}&{b}" }],
      }),
    ],
  },
  source_of_no_statement: { source_policy_documents: ["{}", JSON.stringify({ Id: "x" })] },
  source_of_all_parts: {
    source_policy_documents: [
      JSON.stringify({
        Other: 1,
        Statement: [
          {
            Condition: {
              StringLike: { "b:b": ["z", "a"], "a:a": "one" },
              Bool: { "a:b": true, "c:d": "true" },
            },
            Principal: { Service: "ecr.amazonaws.com", AWS: ["a", "b"], Federated: ["one"] },
            NotResource: ["a", "b"],
            Resource: ["one"],
            Effect: "Allow",
            Action: ["one"],
            NotAction: "two",
            Sid: "S",
            Unknown: "part",
          },
          { Effect: "Deny", Principal: "*", Action: "*" },
          { Effect: "Deny", Principal: { AWS: "*" }, Action: "*" },
          { Effect: "Deny", Principal: { "*": "*" }, Action: "*" },
          { Effect: "Deny", NotPrincipal: { AWS: ["b", "c", "a"] }, Action: "*" },
          { Action: [] },
          { Effect: "Allow", Action: "a", Condition: {}, Principal: {} },
        ],
      }),
    ],
  },
  source_of_lower_case: {
    source_policy_documents: [JSON.stringify({ version: "2012-10-17", statement: [{ effect: "Allow", action: "a" }] })],
  },
  legacy_source: {
    source_json: JSON.stringify({
      Id: "legacy",
      Statement: [
        { Sid: "A", Effect: "Allow", Action: "legacy" },
        { Sid: "B", Effect: "Allow", Action: "legacy" },
      ],
    }),
    statement: [{ sid: "A", actions: ["own"] }],
  },
  legacy_override: {
    statement: [{ sid: "A", actions: ["own"] }],
    override_json: JSON.stringify({
      Statement: [
        { Sid: "A", Effect: "Deny", Action: "legacy" },
        { Sid: "B", Effect: "Allow", Action: "legacy" },
      ],
    }),
  },
  legacy_override_beside: {
    statement: [{ sid: "A", actions: ["own"] }],
    override_json: JSON.stringify({
      Statement: [
        { Sid: "A", Effect: "Deny", Action: "legacy" },
        { Sid: "L", Effect: "Allow", Action: "legacy" },
      ],
    }),
    override_policy_documents: [
      JSON.stringify({
        Statement: [
          { Sid: "A", Effect: "Deny", Action: "list" },
          { Sid: "N", Effect: "Allow", Action: "list" },
        ],
      }),
    ],
  },
  source_principal_text: {
    source_policy_documents: [JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Principal: ROOT }] })],
  },
  source_principal_list: {
    source_policy_documents: [JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Principal: ["*"] }] })],
  },
  source_principal_number: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Principal: { AWS: 111111111111 } }] }),
    ],
  },
  source_principal_null: {
    source_policy_documents: [JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Principal: null }] })],
  },
  source_principal_inner_null: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Principal: { AWS: null } }] }),
    ],
  },
  source_principal_empty: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Principal: { AWS: [] } }] }),
    ],
  },
  source_principal_empty_text: {
    source_policy_documents: [JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Principal: "" }] })],
  },
  source_principals_duplicate: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Principal: { AWS: ["a", "b", "a"] } }] }),
    ],
  },
  source_star_list: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Principal: { "*": ["*"] } }] }),
    ],
  },
  source_star_beside: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Principal: { "*": "*", AWS: "*" } }] }),
    ],
  },
  source_action_object: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: { b: 1, a: "<" }, Resource: [1, "x"] }] }),
    ],
  },
  source_action_null: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: null, NotAction: "", Resource: "" }] }),
    ],
  },
  source_sid_number: {
    source_policy_documents: [JSON.stringify({ Statement: [{ Sid: 1, Effect: "Allow", Action: "a" }] })],
  },
  source_condition_null: {
    source_policy_documents: [JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Condition: null }] })],
  },
  source_condition_text: {
    source_policy_documents: [JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Condition: "x" }] })],
  },
  source_condition_inner_text: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Condition: { Bool: "x" } }] }),
    ],
  },
  source_condition_inner_null: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Condition: { Bool: null } }] }),
    ],
  },
  source_condition_empty: {
    source_policy_documents: [
      JSON.stringify({
        Statement: [{ Effect: "Allow", Action: "a", Condition: { Bool: {}, StringEquals: { "a:b": [] } } }],
      }),
    ],
  },
  source_condition_some_numbers: {
    source_policy_documents: [
      JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Action: "a",
            Condition: { NumericEquals: { "a:b": 1, "b:c": "2", "c:d": null, "d:e": { x: 1 } } },
          },
        ],
      }),
    ],
  },
  source_effect_other: { source_policy_documents: [JSON.stringify({ Statement: [{ Effect: "Maybe", Action: "a" }] })] },
  source_effect_null: { source_policy_documents: [JSON.stringify({ Statement: [{ Effect: null, Action: "a" }] })] },
  source_empty_sids: {
    source_policy_documents: [
      JSON.stringify({
        Statement: [
          { Sid: "", Effect: "Allow" },
          { Sid: "", Effect: "Deny" },
        ],
      }),
    ],
  },
  source_both_cases: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", effect: "Deny", ACTION: "a", Action: "b" }] }),
    ],
  },
  source_empty_text: { source_policy_documents: ["", JSON.stringify({ Id: "x" })] },
  source_blank_text: { source_policy_documents: [" "] },
  source_null_text: { source_policy_documents: ["null"] },
  source_null_element: { source_policy_documents: [null, JSON.stringify({ Id: "x" })] },
  source_version_number: { source_policy_documents: [JSON.stringify({ Version: 2012 })] },
  source_other_version: { source_policy_documents: [JSON.stringify({ Version: "2020-01-01" })] },
  some_and_no_identifiers: {
    statement: [
      {
        principals: [
          { type: "AWS", identifiers: [] },
          { type: "AWS", identifiers: ["a"] },
        ],
      },
    ],
  },
  principals_of_two_types: {
    statement: [
      {
        principals: [
          { type: "Service", identifiers: ["z", "a"] },
          { type: "AWS", identifiers: ["z", "a"] },
        ],
      },
    ],
  },
  null_elements: { statement: [{ actions: ["a", null] }] },
  null_condition_value: { statement: [{ condition: [{ test: "a", variable: "b", values: ["a", null] }] }] },
  empty_identifier: { statement: [{ principals: [{ type: "AWS", identifiers: [""] }], actions: [""] }] },
  set_order_of_condition: {
    statement: [
      {
        condition: [
          { test: "T", variable: "v", values: ["b"] },
          { test: "T", variable: "v", values: ["b", "c"] },
          { test: "T", variable: "v", values: [] },
        ],
      },
    ],
  },
  set_order_of_letters: {
    statement: [
      {
        condition: [
          { test: "T", variable: "v", values: ["\u{1F600}"] },
          { test: "T", variable: "v", values: ["\uFB01"] },
          { test: "T", variable: "v", values: ["\n"] },
          { test: "T", variable: "v", values: ["a"] },
          { test: "T", variable: "v", values: ["<"] },
        ],
      },
    ],
  },
  // What the provider refuses.
  variables_2008_resource: { version: "2008-10-17", statement: [{ resources: ["&{aws:username}"] }] },
  variables_2008_resources: { version: "2008-10-17", statement: [{ resources: ["&{aws:username}", "a"] }] },
  variables_2008_not_resource: { version: "2008-10-17", statement: [{ not_resources: ["&{aws:username}"] }] },
  variables_2008_principal: {
    version: "2008-10-17",
    statement: [{ principals: [{ type: "AWS", identifiers: ["&{aws:username}"] }] }],
  },
  variables_2008_condition: {
    version: "2008-10-17",
    statement: [{ condition: [{ test: "StringEquals", variable: "a:b", values: ["&{aws:username}"] }] }],
  },
  variables_2008_action: { version: "2008-10-17", statement: [{ actions: ["&{aws:username}"] }] },
  legacy_source_beside: { source_json: "{}", source_policy_documents: ["{}"] },
  same_sids: {
    statement: [
      { sid: "A", actions: ["a"] },
      { sid: "A", actions: ["b"] },
    ],
  },
  same_sids_in_sources: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Sid: "A", Effect: "Allow", Action: "a" }] }),
      JSON.stringify({ Statement: [{ Sid: "A", Effect: "Deny", Action: "b" }] }),
    ],
  },
  same_sids_in_one_override: {
    override_policy_documents: [
      JSON.stringify({
        Statement: [
          { Sid: "A", Effect: "Allow", Action: "a" },
          { Sid: "A", Effect: "Deny", Action: "b" },
        ],
      }),
    ],
  },
  same_sids_in_legacy_source: {
    source_json: JSON.stringify({
      Statement: [
        { Sid: "A", Effect: "Allow", Action: "a" },
        { Sid: "A", Effect: "Deny", Action: "b" },
      ],
    }),
  },
  source_not_json: { source_policy_documents: ["oops"] },
  source_a_list: { source_policy_documents: ["[]"] },
  override_not_json: { override_policy_documents: ["oops"] },
  source_number_in_condition: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Condition: { NumericEquals: { "a:b": 1 } } }] }),
    ],
  },
  source_null_statement: { source_policy_documents: [JSON.stringify({ Statement: null })] },
  other_effect: { statement: [{ effect: "Maybe", actions: ["a"] }] },
  other_version: { version: "2020-01-01", statement: [] },
};

/** What the provider does not survive: it has no answer on record. */
export const CRASHING_PROBES: Probes = {
  source_numbers_in_condition: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Condition: { NumericEquals: { "a:b": [1] } } }] }),
    ],
  },
  source_condition_bools: {
    source_policy_documents: [
      JSON.stringify({ Statement: [{ Effect: "Allow", Action: "a", Condition: { Bool: { "a:b": [true] } } }] }),
    ],
  },
  source_null: { source_policy_documents: [JSON.stringify({ Statement: [null] })] },
};
