export type KnownProblem = {
  readonly id: string;
  readonly name: string;
  /** What Russian readers read where the catalogue does not know the name; empty while nobody has given it. */
  readonly nameRu?: string | undefined;
  readonly category: string | null;
  readonly competence: string | null;
  readonly localMatter: number | null;
};
