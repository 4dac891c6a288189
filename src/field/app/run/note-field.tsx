import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { caretAfter, caretAfterDelta, mergeTyped } from '../../rules/note-text.ts';
import { noteText, type TextPart } from '../../rules/document.ts';
import { recordLimits } from '../../../needs/sessions/rules/session-record.ts';
import { useMeeting } from '../core/hooks.ts';

/**
 * The text of a part of the minutes, shared letter by letter. What another recorder writes comes in without moving
 * the caret from its word; while a keyboard composes a word the field is left alone and catches up afterwards.
 */
export function NoteField({
  part,
  id,
  label,
  describedBy,
  rows = 6,
  maxLength = recordLimits.note,
}: {
  part: TextPart;
  id: string;
  label?: string;
  describedBy?: string;
  rows?: number;
  maxLength?: number;
}): VNode {
  const { edit, doc } = useMeeting();
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = useRef('');
  const composing = useRef(false);

  // Before the field is seen: an effect comes after the picture, and what was typed by then would be overwritten.
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return undefined;
    const shared = noteText(doc, part);
    const show = (text: string, caret: (place: number) => number) => {
      const { selectionStart, selectionEnd, scrollTop } = area;
      const focused = document.activeElement === area;
      area.value = text;
      shown.current = text;
      if (!focused) return;
      area.setSelectionRange(caret(selectionStart), caret(selectionEnd));
      area.scrollTop = scrollTop;
    };
    const typed = () => {
      const next = mergeTyped(shown.current, area.value, shared.toJSON()).slice(0, maxLength);
      shown.current = area.value;
      edit.setNote(part, next);
      if (!composing.current && area.value !== shared.toJSON()) {
        const before = area.value;
        const after = shared.toJSON();
        show(after, (place) => caretAfter(place, before, after));
      }
    };
    const changed = (event: { delta: readonly unknown[] }) => {
      const after = shared.toJSON();
      if (composing.current || area.value === after) return;
      const delta = event.delta as Parameters<typeof caretAfterDelta>[1];
      const followed = area.value === shown.current;
      const before = area.value;
      show(after, (place) => (followed ? caretAfterDelta(place, delta) : caretAfter(place, before, after)));
    };
    const begin = () => (composing.current = true);
    const end = () => {
      composing.current = false;
      typed();
    };
    show(shared.toJSON(), (place) => place);
    area.addEventListener('input', typed);
    area.addEventListener('compositionstart', begin);
    area.addEventListener('compositionend', end);
    shared.observe(changed);
    return () => {
      area.removeEventListener('input', typed);
      area.removeEventListener('compositionstart', begin);
      area.removeEventListener('compositionend', end);
      shared.unobserve(changed);
    };
  }, [doc, edit, part]);

  return (
    <textarea
      ref={field}
      id={id}
      class="kit-input run-note"
      rows={rows}
      maxLength={maxLength}
      aria-label={label}
      aria-describedby={describedBy}
      spellcheck={false}
    />
  );
}
