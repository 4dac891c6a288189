export type KnownProblem = {
  readonly id: string;
  readonly name: string;
  readonly category: string | null;
  readonly competence: string | null;
  readonly localMatter: number | null;
};
