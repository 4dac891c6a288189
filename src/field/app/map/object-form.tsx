import { useEffect, useRef } from 'preact/hooks';
import { recordLimits, type MapObject } from '../../../needs/sessions/rules/session-record.ts';
import { useApp, useMeeting } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { Fold } from '../kit/fold.tsx';
import { LineField } from '../kit/line-field.tsx';
import { orNone, Segments } from '../kit/segments.tsx';
import { ConditionMark, KindSign } from './sign.tsx';
import { useMapWords } from './words.ts';
import { mapConditions, mapKinds, mapUsers, type MapUser } from '../../../drawings/words.ts';

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
  const nameField = useRef<HTMLInputElement>(null);
  const put = (fields: Partial<Omit<MapObject, 'id'>>) => edit.put('mapObjects', object.id, fields);
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
      <LineField
        fieldRef={nameField}
        label={t('ui.field.name')}
        maxLength={recordLimits.name}
        value={object.name}
        onValue={(name) => put({ name })}
      />
      <Segments
        shown
        look="chips"
        disabled={object.wished}
        label={t('ui.field.condition')}
        value={object.condition}
        of={mapConditions}
        words={(condition) => (
          <>
            <ConditionMark condition={condition} />
            {words.condition[condition]}
          </>
        )}
        onValue={orNone(object.condition, (condition) => put({ condition }))}
      />
      <Segments
        shown
        look="chips"
        label={t('needs.map.users')}
        value={object.users}
        of={mapUsers}
        words={(user) => <UserWords user={user} />}
        onValue={toggleUser}
      />
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
      <LineField
        rows={2}
        label={t('ui.field.judgement')}
        maxLength={recordLimits.judgement}
        value={object.note}
        onValue={(note) => put({ note })}
      />
      <Fold
        title={
          <>
            <KindSign kind={object.kind} size={24} />
            {t('field.map.kind-is', { kind: words.kind[object.kind] })}
          </>
        }
      >
        <Segments
          look="chips"
          label={t('ui.field.kind')}
          value={object.kind}
          of={mapKinds}
          words={(kind) => (
            <>
              <KindSign kind={kind} size={24} />
              {words.kind[kind]}
            </>
          )}
          onValue={(kind) => put({ kind })}
        />
      </Fold>
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
      <h3 class="kit-name">{object.name.trim() || words.kind[object.kind]}</h3>
      <Button look="ghost" small icon="check" onClick={onClose}>
        {t('ui.done')}
      </Button>
    </header>
  );
}

/** Who uses it, with the mark that stands on the map; everybody has none. */
export function UserWords({ user }: { user: MapUser }) {
  const words = useMapWords();
  return (
    <>
      {user !== 'everyone' && (
        <b class="map-user-mark" aria-hidden="true">
          {words.userMark[user]}
        </b>
      )}
      {words.user[user]}
    </>
  );
}
