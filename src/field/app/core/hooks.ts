import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { type SessionDocument, type StepClock } from '../../rules/document.ts';
import { clocksOf, recordOf, stickersOf } from '../../rules/record-of.ts';
import { focusRecordOf } from '../../rules/focus-document.ts';
import type { Sticker } from '../../rules/items.ts';
import type { FocusRecord } from '../../../needs/focus/rules/focus-record.ts';
import type { SessionRecord } from '../../../needs/sessions/rules/session-record.ts';
import type { MeetingHandle } from './handle.ts';
import { useWatched } from './watched.ts';

export { useApp } from './app-context.ts';
export { newItemId } from './ids.ts';

export const MeetingContext = createContext<MeetingHandle | null>(null);

/** The open meeting. @throws Error outside one. */
export function useMeeting(): MeetingHandle {
  const meeting = useContext(MeetingContext);
  if (!meeting) throw new Error('useMeeting outside a meeting');
  return meeting;
}

/** The step that is shown; empty outside one. */
export const StepContext = createContext('');

export const useStep = (): string => useContext(StepContext);

/** What is read from a document, once for all screens, and afresh at most once per frame of the display. */
class DocumentView {
  #record: SessionRecord | undefined;
  #focus: FocusRecord | undefined;
  #stickers: readonly Sticker[] | undefined;
  #clocks: Readonly<Record<string, StepClock>> | undefined;
  #listeners = new Set<() => void>();
  #waiting = false;
  readonly #doc: SessionDocument;

  constructor(doc: SessionDocument) {
    this.#doc = doc;
    doc.on('afterTransaction', (transaction) => {
      if (transaction.changed.size === 0) return;
      const names = new Set(
        [...transaction.changedParentTypes.keys()].map((type) =>
          type._item === null ? rootName(doc, type) : '',
        ),
      );
      // Each part is read again only when something of its own changed: 125 stickers are not parsed for a note.
      if ([...names].some((name) => name !== 'stickers' && name !== 'programme' && name !== ''))
        this.#record = this.#focus = undefined;
      if (names.has('stickers')) this.#stickers = undefined;
      if (names.has('programme')) this.#clocks = undefined;
      if (this.#waiting) return;
      this.#waiting = true;
      // A hidden page draws no frames; whoever comes back reads afresh anyway.
      (document.hidden ? (run: () => void) => setTimeout(run) : requestAnimationFrame)(() => {
        this.#waiting = false;
        for (const listener of [...this.#listeners]) listener();
      });
    });
  }
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
  get record(): SessionRecord {
    return (this.#record ??= recordOf(this.#doc));
  }
  get focus(): FocusRecord {
    return (this.#focus ??= focusRecordOf(this.#doc));
  }
  get stickers(): readonly Sticker[] {
    return (this.#stickers ??= stickersOf(this.#doc));
  }
  get clocks(): Readonly<Record<string, StepClock>> {
    return (this.#clocks ??= clocksOf(this.#doc));
  }
}

function rootName(doc: SessionDocument, type: unknown): string {
  for (const [name, shared] of doc.share) if (shared === type) return name;
  return '';
}

const views = new WeakMap<SessionDocument, DocumentView>();

/** The view of a document, for code outside components (the hall's wall). */
export function viewOf(doc: SessionDocument): DocumentView {
  let view = views.get(doc);
  if (!view) views.set(doc, (view = new DocumentView(doc)));
  return view;
}

function useView<T>(read: (view: DocumentView) => T): T {
  const view = viewOf(useMeeting().doc);
  const [, again] = useReducer((n: number) => n + 1, 0);
  const value = read(view);
  const shown = useRef(value);
  shown.current = value;
  useEffect(() => {
    const look = () => {
      if (read(view) !== shown.current) again(0);
    };
    look();
    return view.watch(look);
  }, [view]);
  return value;
}

const readRecord = (view: DocumentView) => view.record;
const readFocus = (view: DocumentView) => view.focus;
const readStickers = (view: DocumentView) => view.stickers;
const readClocks = (view: DocumentView) => view.clocks;

/** The record as it stands; the same object until something of it changes. */
export function useRecord(): SessionRecord {
  return useView(readRecord);
}

/** What a focus group adds to the record: its tables, notes and criteria. */
export function useFocus(): FocusRecord {
  return useView(readFocus);
}

/** All stickers as they were written, corrections among them. */
export function useStickers(): readonly Sticker[] {
  return useView(readStickers);
}

/** The clock of each step that was begun. */
export function useClocks(): Readonly<Record<string, StepClock>> {
  return useView(readClocks);
}

/** A text being typed that must survive a killed browser: kept within 300 ms, under this key of this meeting. */
export function useDraft(key: string): [string, (text: string) => void] {
  const { drafts } = useMeeting();
  const [text, setText] = useState(() => drafts.get(key));
  const known = useRef(key);
  if (known.current !== key) {
    known.current = key;
    setText(drafts.get(key));
  }
  const change = useCallback(
    (next: string) => {
      drafts.set(key, next);
      setText(next);
    },
    [drafts, key],
  );
  return [text, change];
}

/** Whether all is on the device. */
export function useKeeping(): Pick<MeetingHandle, 'keeping' | 'failure'> {
  const meeting = useMeeting();
  useWatched((look) => meeting.watch(look), [meeting]);
  return {
    keeping: meeting.keeping,
    failure: meeting.failure,
  };
}
