import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { recordLimits, type MapObject } from '../../../needs/rules/session-record.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { ConditionMark, KindSign } from './sign.tsx';
import { useMapWords } from './words.ts';
import { mapConditions, mapKinds, mapUsers, type MapUser } from '../../../drawings/words.ts';

/** How long a text rests before it is written into the document: soon enough for a browser that is killed. */
const writeAfter = 250;

/**
 * A text of an object that is written a moment after the last key, and at once when the field is left or goes away.
 * What another device writes in the meantime shows, unless somebody is typing here.
 */
function useWritten(value: string, write: (text: string) => void) {
  const [text, setText] = useState(value);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; text: string } | null>(null);
  const latest = useRef(write);
  latest.current = write;
  const flush = () => {
    const due = waiting.current;
    if (!due) return;
    clearTimeout(due.timer);
    waiting.current = null;
    latest.current(due.text);
  };
  useEffect(() => {
    if (!waiting.current) setText(value);
  }, [value]);
  useEffect(() => {
    const hidden = () => flush();
    addEventListener('pagehide', hidden);
    return () => {
      removeEventListener('pagehide', hidden);
      flush();
    };
  }, []);
  return {
    text,
    flush,
    change: (next: string) => {
      setText(next);
      if (waiting.current) clearTimeout(waiting.current.timer);
      waiting.current = { timer: setTimeout(flush, writeAfter), text: next };
    },
  };
}

export type ObjectFormProps = {
  object: MapObject;
  /** Puts the cursor into the name. */
  focusName?: boolean;
};

/** Everything that is said about one object. Each touch is kept at once. Keyed by the object's id. */
export function ObjectForm({ object, focusName = false }: ObjectFormProps) {
  const { t } = useApp();
  const { edit } = useMeeting();
  const words = useMapWords();
  const id = useId();
  const nameField = useRef<HTMLInputElement>(null);
  const put = (fields: Partial<Omit<MapObject, 'id'>>) => edit.put('mapObjects', object.id, fields);
  const name = useWritten(object.name, (text) => put({ name: text }));
  const note = useWritten(object.note, (text) => put({ note: text }));
  useEffect(() => {
    if (focusName) nameField.current?.focus({ preventScroll: true });
  }, []);
  const toggleUser = (user: MapUser) => {
    const chosen = object.users.includes(user);
    // «Everyone» and a group at once would say two things.
    const others = object.users.filter((one) => one !== user && (chosen || one !== 'everyone'));
    const users = chosen ? others : user === 'everyone' ? [user] : [...others, user];
    put({ users: mapUsers.filter((one) => users.includes(one)) });
  };
  return (
    <div class="map-form">
      <div class="field">
        <label for={`${id}-name`}>{t('field.map.name')}</label>
        <input
          id={`${id}-name`}
          ref={nameField}
          type="text"
          maxLength={recordLimits.name}
          autocomplete="off"
          enterKeyHint="done"
          value={name.text}
          onInput={(event) => name.change(event.currentTarget.value)}
          onBlur={name.flush}
        />
      </div>
      <fieldset class="map-choice" disabled={object.wished}>
        <legend>{t('field.map.condition')}</legend>
        <div class="map-chips">
          {mapConditions.map((condition) => (
            <button
              key={condition}
              type="button"
              class="map-chip"
              aria-pressed={object.condition === condition}
              onClick={() => put({ condition: object.condition === condition ? null : condition })}
            >
              <ConditionMark condition={condition} />
              {words.condition[condition]}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset class="map-choice">
        <legend>{t('field.map.users')}</legend>
        <div class="map-chips">
          {mapUsers.map((user) => (
            <button
              key={user}
              type="button"
              class="map-chip"
              aria-pressed={object.users.includes(user)}
              onClick={() => toggleUser(user)}
            >
              {user !== 'everyone' && (
                <b class="map-user-mark" aria-hidden="true">
                  {words.userMark[user]}
                </b>
              )}
              {words.user[user]}
            </button>
          ))}
        </div>
      </fieldset>
      <button
        type="button"
        role="switch"
        class="map-switch"
        aria-checked={object.wished}
        onClick={() => put({ wished: !object.wished })}
      >
        <i aria-hidden="true" />
        <span>
          {words.wished}
          <small>{t('field.map.wished-hint')}</small>
        </span>
      </button>
      <div class="field">
        <label for={`${id}-note`}>{t('field.map.note')}</label>
        <textarea
          id={`${id}-note`}
          rows={2}
          maxLength={recordLimits.judgement}
          value={note.text}
          onInput={(event) => note.change(event.currentTarget.value)}
          onBlur={note.flush}
        />
      </div>
      <details class="map-kinds">
        <summary>
          <KindSign kind={object.kind} size={24} />
          {t('field.map.kind-is', { kind: words.kind[object.kind] })}
        </summary>
        <div class="map-chips">
          {mapKinds.map((kind) => (
            <button
              key={kind}
              type="button"
              class="map-chip"
              aria-pressed={object.kind === kind}
              onClick={() => put({ kind })}
            >
              <KindSign kind={kind} size={24} />
              {words.kind[kind]}
            </button>
          ))}
        </div>
      </details>
    </div>
  );
}

/** Head of an object's panel: its sign and name, and the way out. */
export function ObjectHead({ object, onClose }: { object: MapObject; onClose: () => void }) {
  const { t } = useApp();
  const words = useMapWords();
  return (
    <header class="map-panel-head">
      <KindSign kind={object.kind} wished={object.wished} />
      <h3>{object.name.trim() || words.kind[object.kind]}</h3>
      <button type="button" class="btn ghost small" onClick={onClose}>
        <Icon name="check" />
        {t('field.map.ready')}
      </button>
    </header>
  );
}
