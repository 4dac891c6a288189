import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useReducer, useRef, useState } from 'preact/hooks';
import { type SessionDocument, type StepClock } from '../../rules/document.ts';
import { RecordReader } from '../../rules/record-reader.ts';
import type { Sticker } from '../../rules/items.ts';
import type { FocusRecord } from '../../../needs/focus/rules/focus-record.ts';
import type { PublicRecord } from '../../../public-meetings/rules/public-record.ts';
import type { SessionRecord } from '../../../needs/sessions/rules/session-record.ts';
import type { KeepError, MeetingHandle } from './handle.ts';
import { useTold } from './watched.ts';

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

/**
 * What is read from a document, once for all screens. Who watches hears of a change made here while it is made, so that
 * it is drawn together with whatever else the same touch changes; of what comes from elsewhere at most once per frame.
 */
class DocumentView {
  readonly #reader: RecordReader;
  #listeners = new Set<() => void>();
  #waiting = false;

  constructor(doc: SessionDocument) {
    this.#reader = new RecordReader(doc);
    doc.on('afterTransaction', (transaction) => {
      if (!this.#reader.hear(transaction)) return;
      if (transaction.local) {
        this.#tell();
        return;
      }
      if (this.#waiting) return;
      this.#waiting = true;
      // A hidden page draws no frames; whoever comes back reads afresh anyway.
      (document.hidden ? (run: () => void) => setTimeout(run) : requestAnimationFrame)(() => {
        this.#waiting = false;
        this.#tell();
      });
    });
  }
  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
  get record(): SessionRecord {
    return this.#reader.record;
  }
  get focus(): FocusRecord {
    return this.#reader.focus;
  }
  get open(): PublicRecord {
    return this.#reader.open;
  }
  get stickers(): readonly Sticker[] {
    return this.#reader.stickers;
  }
  get clocks(): Readonly<Record<string, StepClock>> {
    return this.#reader.clocks;
  }
}

const views = new WeakMap<SessionDocument, DocumentView>();

/** The view of a document, for code outside components (the hall's wall). */
export function viewOf(doc: SessionDocument): DocumentView {
  let view = views.get(doc);
  if (!view) views.set(doc, (view = new DocumentView(doc)));
  return view;
}

function useView<T>(read: (view: DocumentView) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const view = viewOf(useMeeting().doc);
  const [, again] = useReducer((n: number) => n + 1, 0);
  const value = read(view);
  const shown = useRef(value);
  shown.current = value;
  useEffect(() => {
    const look = () => {
      if (!same(read(view), shown.current)) again(0);
    };
    look();
    return view.watch(look);
  }, [view]);
  return value;
}

const readRecord = (view: DocumentView) => view.record;
const readFocus = (view: DocumentView) => view.focus;
const readOpen = (view: DocumentView) => view.open;
const readStickers = (view: DocumentView) => view.stickers;
const readClocks = (view: DocumentView) => view.clocks;

type Part = keyof SessionRecord;

/** The record as it stands; the same object until something of it changes. */
export function useRecord(): SessionRecord;
/** Parts of the record, always the same ones: drawn again only when one of them changes. */
export function useRecord<P extends Part>(...parts: readonly P[]): Pick<SessionRecord, P>;
export function useRecord(...parts: readonly Part[]): SessionRecord {
  return useView(
    readRecord,
    parts.length === 0 ? Object.is : (a, b) => parts.every((part) => a[part] === b[part]),
  );
}

/** What a focus group adds to the record: its tables, notes and criteria. */
export function useFocus(): FocusRecord {
  return useView(readFocus);
}

/** What a public meeting adds: speeches, what was heard and decided, the door. */
export function useOpen(): PublicRecord {
  return useView(readOpen);
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

/** Stickers that were written and are not on the device yet. */
export function useBeingKept(): readonly Sticker[] {
  const meeting = useMeeting();
  return useTold(
    (look) => meeting.watch(look),
    () => meeting.beingKept,
    [meeting],
  );
}

/** Why the device does not keep what is changed; undefined while it does. */
export function useFailure(): KeepError | undefined {
  const meeting = useMeeting();
  return useTold(
    (look) => meeting.watch(look),
    () => meeting.failure,
    [meeting],
  );
}
