/** The numbers the examples start with. Names are message keys; the municipality and its people are invented. */

export const problems = ['water', 'roads', 'kindergarten', 'light', 'waste', 'sport'] as const;

/** The one session of the stickers page. */
export const session = { people: 15, stickers: 5, votes: [12, 12, 10, 10, 9, 9] } as const;

/** Four sex-age groups: stickers of each for the six problems. */
export const groups = [
  { name: 'women-young', people: 12, population: 412, votes: [14, 6, 20, 8, 5, 7] },
  { name: 'women-older', people: 18, population: 655, votes: [30, 18, 17, 9, 12, 4] },
  { name: 'men-young', people: 9, population: 398, votes: [5, 12, 3, 6, 4, 15] },
  { name: 'men-older', people: 11, population: 535, votes: [16, 22, 2, 7, 5, 3] },
] as const;

/** A municipality in which one merge turns the list over. */
export const municipality = [
  { name: 'preschool', votes: 63 },
  { name: 'culture', votes: 45 },
  { name: 'roads', votes: 40 },
  { name: 'water', votes: 36 },
  { name: 'light', votes: 36 },
  { name: 'sport', votes: 32 },
  { name: 'youth', votes: 30 },
  { name: 'bridges', votes: 16 },
  { name: 'budget', votes: 8 },
] as const;

/** Six costed projects (thousand som) and fourteen ballots. */
export const projects = [
  { name: 'inner-road', cost: 520 },
  { name: 'kindergarten', cost: 300 },
  { name: 'water-pipe', cost: 180 },
  { name: 'light', cost: 240 },
  { name: 'sport-ground', cost: 90 },
  { name: 'containers', cost: 60 },
] as const;
export const budget = 900;
export const ballots = '1,2\n1,2\n1,3\n1,2\n1\n1,4\n1,2,4\n2,3,5\n3,5\n3,4,6\n4,5,6\n4,6\n3,5,6\n4,5,6';
