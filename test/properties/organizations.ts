/*
 * Three organizations: the id of the second begins with that of the first, the third is named by no topology. With
 * organizational units that hold others, and one whose id begins with another's.
 */

/** Where an account can stand. */
export const ORGANIZATION_PATHS = [
  "o-a1b2c3d4e5/r-ab12/",
  "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
  "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/ou-ab12-22222222/",
  "o-a1b2c3d4e5/r-ab12/ou-ab12-111111112/",
  "o-a1b2c3d4e5f/r-cd34/",
  "o-a1b2c3d4e5f/r-cd34/ou-cd34-33333333/",
  "o-z9y8x7w6v5/r-ef56/",
] as const;

/** Organizations, and paths in them, that a topology can name: one unit alone, or with what is below it. */
export const ORGANIZATION_GRANTEES = [
  "o-a1b2c3d4e5",
  "o-a1b2c3d4e5f",
  "o-a1b2c3d4e5/r-ab12/",
  "o-a1b2c3d4e5/r-ab12/*",
  "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
  "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*",
  "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/ou-ab12-22222222/",
  "o-a1b2c3d4e5f/r-cd34/ou-cd34-33333333/*",
] as const;

/** The organization of a path. */
export function organizationOf(path: string): string {
  return path.slice(0, path.indexOf("/"));
}
