/** An account id. */
export const ACCOUNT_ID = /^\d{12}$/;

/** The name of a Region, of whatever partition. */
export const REGION = /^[a-z]{2,}(-[a-z]+)+-\d$/;
