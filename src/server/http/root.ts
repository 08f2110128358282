/** Where the API stands; the next one that breaks its callers will be `/api/v2`. */
export const root = '/api/v1'
