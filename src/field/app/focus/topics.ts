import { useMemo } from 'preact/hooks';
import type { FocusColumn, FocusEntry } from '../../../needs/focus/rules/focus-record.ts';
import { FocusEdits } from '../../rules/focus-document.ts';
import { useDraft, useFocus, useMeeting, useStep } from '../core/hooks.ts';

/** A problem under analysis as the screens show it. */
export type Topic = {
  readonly problemId: string;
  readonly name: string;
  readonly votes: number;
  readonly description: string;
  readonly subgroup: string;
  readonly entries: readonly FocusEntry[];
};

/** The changes a screen of a focus group makes. */
export function useFocusEdits(): FocusEdits {
  const { doc } = useMeeting();
  const step = useStep();
  return useMemo(() => new FocusEdits(doc, step), [doc, step]);
}

/** The problems the office has chosen, with what is written under each. */
export function useTopics(): readonly Topic[] {
  const { info } = useMeeting();
  const { topics, entries } = useFocus();
  return useMemo(
    () =>
      info.priorities.map(({ problemId, name, votes }) => {
        const told = topics.find((one) => one.problemId === problemId);
        return {
          problemId,
          name,
          votes,
          description: told?.description ?? '',
          subgroup: told?.subgroup ?? '',
          entries: entries.filter((one) => one.problemId === problemId),
        };
      }),
    [info, topics, entries],
  );
}

/**
 * The problem this device works on: the same one from step to step, and after the app was closed. Which subgroup a
 * device serves is its own matter and goes to no other.
 */
export function useChosenTopic(topics: readonly Topic[]): [Topic | undefined, (problemId: string) => void] {
  const [chosen, choose] = useDraft('focus.topic');
  return [topics.find((one) => one.problemId === chosen) ?? topics[0], choose];
}

export const entriesOf = (topic: Topic, column: FocusColumn): readonly FocusEntry[] =>
  topic.entries.filter((entry) => entry.column === column);
