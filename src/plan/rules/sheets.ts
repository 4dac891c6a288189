/** Most sheets of one print. */
export const mostSheets = 200;
