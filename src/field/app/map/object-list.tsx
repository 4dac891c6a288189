import { useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { recordLimits, type MapObject } from '../../../needs/sessions/rules/session-record.ts';
import { crsOf, groupsByKind, newObject } from '../../rules/map.ts';
import { newItemId, useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { Button } from '../kit/button.tsx';
import { useLatest } from '../kit/latest.ts';
import { memo } from '../kit/memo.ts';
import { SearchField } from '../kit/search-field.tsx';
import { ObjectForm } from './object-form.tsx';
import { ConditionMark, KindSign } from './sign.tsx';
import { useMapWords } from './words.ts';
import { mapKinds, type MapKind } from '../../../drawings/words.ts';

export type ObjectListProps = {
  /** Objects that pass the filter. */
  objects: readonly MapObject[];
  chosen: string | null;
  onChoose: (id: string | null) => void;
  onRemove: (object: MapObject) => void;
  /** Goes to the drawing, to show the object or to give it a place. */
  onPlace: (object: MapObject) => void;
};

/** The map as a list: everything that can be drawn can be written here, without drawing. */
export function ObjectList({ objects, chosen, onChoose, onRemove, onPlace }: ObjectListProps) {
  const { t } = useApp();
  const words = useMapWords();
  const [search, setSearch] = useState('');
  const actions = useLatest({ onChoose, onRemove, onPlace });
  const groups = groupsByKind(objects, search);
  return (
    <div class="map-list">
      <AddObject onAdded={actions.onChoose} />
      {objects.length > 0 && (
        <SearchField labelInside label={t('field.map.search')} value={search} onValue={setSearch} />
      )}
      {groups.length === 0 && (
        <p class="empty">{t(objects.length === 0 ? 'field.map.list-empty' : 'field.map.search-empty')}</p>
      )}
      {groups.map(({ kind, objects: own }) => (
        <section key={kind} aria-labelledby={`map-kind-${kind}`}>
          <h3 id={`map-kind-${kind}`} class="kit-row map-group">
            <KindSign kind={kind} size={24} />
            {words.kind[kind]}
            <span class="kit-count">{own.length}</span>
          </h3>
          <ul class="kit-list kit-box map-rows">
            {own.map((object) => (
              <ObjectRow key={object.id} object={object} chosen={chosen === object.id} actions={actions} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** One object of the list: drawn again only when something of it changes. */
const ObjectRow = memo(function ObjectRow({
  object,
  chosen,
  actions,
}: {
  object: MapObject;
  chosen: boolean;
  actions: Pick<ObjectListProps, 'onChoose' | 'onRemove' | 'onPlace'>;
}) {
  const { t } = useApp();
  return (
    <li>
      <button
        type="button"
        class="kit-entry"
        aria-expanded={chosen}
        onClick={() => actions.onChoose(chosen ? null : object.id)}
      >
        {object.wished && <KindSign kind={object.kind} wished size={24} />}
        <span class="kit-name">
          {object.name.trim() || t('field.map.nameless')}
          <ObjectFacts object={object} />
        </span>
        <Icon name={chosen ? 'up' : 'edit'} />
      </button>
      {chosen && (
        <div class="map-row-form">
          <ObjectForm key={object.id} object={object} focusName={object.name === ''} />
          <div class="actions">
            <Button look="ghost" small icon="map" onClick={() => actions.onPlace(object)}>
              {t(object.shape === 'none' ? 'field.map.put-on-map' : 'field.map.show-on-map')}
            </Button>
            <Button look="plain" small onClick={() => actions.onRemove(object)}>
              {t('ui.delete')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
});

/** «оңдоо керек · аялдар, жаштар»: what is known about an object, in one line. */
function ObjectFacts({ object }: { object: MapObject }) {
  const { t, fmt } = useApp();
  const words = useMapWords();
  const facts = [
    object.wished ? words.wished : object.condition ? words.condition[object.condition] : '',
    object.users.length > 0 ? fmt.list(object.users.map((user) => words.user[user])) : '',
    object.shape === 'none' ? t('field.map.not-drawn') : '',
  ].filter((text) => text !== '');
  if (facts.length === 0) return null;
  return (
    <small>
      {object.condition && !object.wished && <ConditionMark condition={object.condition} />}
      {facts.join(' · ')}
    </small>
  );
}

function AddObject({ onAdded }: { onAdded: (id: string) => void }) {
  const { t, toast } = useApp();
  const { edit } = useMeeting();
  const words = useMapWords();
  const { mapObjects, mapBase } = useRecord('mapObjects', 'mapBase');
  const [kind, setKind] = useState<MapKind>('infrastructure');
  const [name, setName] = useDraft('map-new-name');
  const full = mapObjects.length >= recordLimits.mapObjects;
  const add = (event: Event) => {
    event.preventDefault();
    const text = name.trim();
    if (text === '' || full) return;
    const id = newItemId();
    edit.put('mapObjects', id, newObject(mapObjects, { kind, name: text, crs: crsOf(mapBase) }));
    setName('');
    toast(t('field.map.added', { name: text }));
    onAdded(id);
  };
  return (
    <form class="card map-add" onSubmit={add}>
      <div class="field">
        <label for="map-add-name">{t('field.map.add-name')}</label>
        <input
          id="map-add-name"
          type="text"
          maxLength={recordLimits.name}
          autocomplete="off"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for="map-add-kind">{t('ui.field.kind')}</label>
        <select
          id="map-add-kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as MapKind)}
        >
          {mapKinds.map((one) => (
            <option key={one} value={one}>
              {words.kind[one]}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit" icon="plus" disabled={name.trim() === '' || full}>
        {t('ui.add')}
      </Button>
      {full && <p class="hint">{t('field.map.full', { max: recordLimits.mapObjects })}</p>}
    </form>
  );
}
