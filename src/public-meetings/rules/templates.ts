/** The papers of this room as the register of acts names them. */
export const minutesTemplate = 'public-meetings.minutes';
export const resolutionTemplate = 'public-meetings.resolution';
