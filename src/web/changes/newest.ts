/** The number of the newest change of the screens: all that the shell needs to know of them. */

/** As in the first entry of the list; a test holds both together. */
export const newestChange = 5
