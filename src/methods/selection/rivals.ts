/**
 * Projects that exclude each other, for instance because they stand in the same place. Once one of a group is chosen its
 * rivals leave: they are not bought, and nobody's money is asked for them. Under equal shares and Phragmén this is the
 * plain reading of the rule with a shorter list; the money of those who wanted a rival stays theirs for other projects.
 */
export class Rivals {
  readonly #groups: readonly (readonly number[])[];
  readonly #excludedBy = new Map<number, number>();

  /** `groups` of project numbers; a project may stand in several. */
  constructor(groups: readonly (readonly number[])[] = []) {
    this.#groups = groups.filter((group) => group.length > 1);
  }

  /** Notes that the project was chosen; true when that excludes anybody. */
  choose(project: number): boolean {
    let some = false;
    for (const group of this.#groups) {
      if (!group.includes(project)) continue;
      for (const other of group) {
        if (other === project || this.#excludedBy.has(other)) continue;
        this.#excludedBy.set(other, project);
        some = true;
      }
    }
    return some;
  }

  /** The chosen project that excludes this one. */
  excludedBy(project: number): number | undefined {
    return this.#excludedBy.get(project);
  }

  /** Begins again with nobody chosen. */
  reset(): void {
    this.#excludedBy.clear();
  }
}
