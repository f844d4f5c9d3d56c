/** What one principal may do. */
export interface IdentityRights {
  /** Names of repositories it pushes to. @default - none */
  readonly push?: readonly string[];
  /** Names of repositories it pulls from. @default - none */
  readonly pull?: readonly string[];
  /** Names of repositories it creates, manages and deletes. @default - none */
  readonly create?: readonly string[];
  /** Whether it manages the key. @default false */
  readonly administerKey?: boolean;
}
