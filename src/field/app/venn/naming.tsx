import { nameKey } from '../../../methods/names.ts';
import type { TargetedSubmitEvent, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../../../platform/ui/icon.tsx';
import { institutionKinds, recordLimits, type InstitutionKind } from '../../../needs/rules/session-record.ts';
import { newItemId, useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { executiveId, listed, nameInstitution, reorder } from './diagram.ts';

/** Names offered by one press, by kind; people may name anything else. */
const suggestions: Readonly<Record<InstitutionKind, readonly string[]>> = {
  localInstitution: ['school', 'kindergarten', 'clinic', 'club', 'library', 'gym', 'vet', 'kenesh'],
  localGroup: [
    'elders',
    'women',
    'youth',
    'drinkingWater',
    'irrigation',
    'pasture',
    'healthCommittee',
    'jamaat',
    'mosque',
  ],
  outside: ['hospital', 'police', 'social', 'electricity', 'bank', 'ngo', 'business', 'investor'],
};

/** Step 1: what people name, in falling importance; the executive stands first. */
export function Naming({ onOpen }: { onOpen: (institutionId: string) => void }): VNode {
  const { t, toast } = useApp();
  const { edit, id: meetingId } = useMeeting();
  const record = useRecord();
  const [text, setText] = useDraft('venn.name');
  const [kind, setKind] = useState<InstitutionKind>('localInstitution');
  const all = listed(record);
  const known = new Set(record.institutions.map((one) => nameKey(one.name)));
  const executive = { id: executiveId(meetingId), name: t('field.venn.suggest.executive') };
  const full = record.institutions.length >= recordLimits.institutions;

  const add = (name: string, of: InstitutionKind, id = newItemId()): boolean => {
    const clean = name.trim().replace(/\s+/g, ' ').slice(0, recordLimits.name);
    if (clean === '') return false;
    if (known.has(nameKey(clean))) {
      toast(t('field.venn.named-already', { name: clean }));
      return false;
    }
    if (full) {
      toast(t('field.venn.too-many', { count: recordLimits.institutions }));
      return false;
    }
    const own =
      nameKey(clean) === nameKey(executive.name) && !record.institutions.some((one) => one.executive);
    nameInstitution(edit, record, { name: clean, kind: of }, own ? executive.id : id, executive);
    return true;
  };
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (add(text, kind)) setText('');
  };
  const offered = [
    ...(kind === 'localInstitution' && !record.institutions.some((one) => one.executive)
      ? [{ key: 'executive', name: executive.name }]
      : []),
    ...suggestions[kind].map((key) => ({ key, name: t(`field.venn.suggest.${key}`) })),
  ].filter((one) => !known.has(nameKey(one.name)));

  return (
    <div class="vn-naming">
      <form class="vn-add" onSubmit={submit}>
        <fieldset class="vn-kinds">
          <legend>{t('field.venn.kind')}</legend>
          {institutionKinds.map((one) => (
            <label key={one}>
              <input type="radio" name="vn-kind" checked={kind === one} onChange={() => setKind(one)} />
              <span>{t(`needs.institution.kind.${one}`)}</span>
            </label>
          ))}
        </fieldset>
        <div class="vn-field">
          <label for="vn-name">{t('field.venn.name')}</label>
          <div class="vn-line">
            <input
              id="vn-name"
              type="text"
              value={text}
              maxLength={recordLimits.name}
              autocomplete="off"
              enterkeyhint="done"
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <button type="submit" class="btn">
              <Icon name="plus" />
              {t('field.venn.add')}
            </button>
          </div>
        </div>
        {offered.length > 0 && (
          <div class="vn-offers" role="group" aria-label={t('field.venn.suggestions')}>
            {offered.map((one) => (
              <button key={one.key} type="button" onClick={() => add(one.name, kind)}>
                <Icon name="plus" size={16} />
                {one.name}
              </button>
            ))}
          </div>
        )}
      </form>
      {all.length === 0 ? (
        <p class="hint">{t('field.venn.empty')}</p>
      ) : (
        <ol class="vn-list">
          {all.map(({ institution, number }) => (
            <li key={institution.id}>
              <button type="button" class="vn-name" onClick={() => onOpen(institution.id)}>
                <b>{number}</b>
                <span>
                  {institution.name}
                  <small>
                    {institution.executive
                      ? t('field.venn.executive')
                      : institution.kind
                        ? t(`needs.institution.kind.${institution.kind}`)
                        : t('field.venn.kind-unknown')}
                  </small>
                </span>
              </button>
              {!institution.executive && (
                <>
                  <button
                    type="button"
                    class="vn-icon"
                    aria-label={t('field.venn.up', { name: institution.name })}
                    onClick={() => reorder(edit, record, institution.id, -1)}
                  >
                    <Icon name="up" />
                  </button>
                  <button
                    type="button"
                    class="vn-icon"
                    aria-label={t('field.venn.down', { name: institution.name })}
                    onClick={() => reorder(edit, record, institution.id, 1)}
                  >
                    <Icon name="down" />
                  </button>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
      {all.length > 1 && <p class="hint">{t('field.venn.order-hint')}</p>}
    </div>
  );
}
