import { nameKey } from '../../../methods/names.ts';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import {
  institutionKinds,
  recordLimits,
  type InstitutionKind,
} from '../../../needs/sessions/rules/session-record.ts';
import { newItemId, useApp, useDraft, useMeeting, useRecord } from '../core/hooks.ts';
import { AddLine, Offers } from '../kit/add-line.tsx';
import { IconButton } from '../kit/button.tsx';
import { oneLine } from '../kit/one-line.ts';
import { Segments } from '../kit/segments.tsx';
import { idOfNamed } from '../../rules/named-id.ts';
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
  const record = useRecord('institutions', 'circles', 'links');
  const [text, setText] = useDraft('venn.name');
  const [kind, setKind] = useState<InstitutionKind>('localInstitution');
  const all = listed(record);
  const known = new Set(record.institutions.map((one) => nameKey(one.name)));
  const executive = { id: executiveId(meetingId), name: t('field.venn.suggest.executive') };
  const full = record.institutions.length >= recordLimits.institutions;

  const add = (name: string, of: InstitutionKind): boolean => {
    const clean = oneLine(name, recordLimits.name);
    const id = idOfNamed(edit.doc, 'institutions', clean, newItemId);
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
  const offered = [
    ...(kind === 'localInstitution' && !record.institutions.some((one) => one.executive)
      ? [{ key: 'executive', name: executive.name }]
      : []),
    ...suggestions[kind].map((key) => ({ key, name: t(`field.venn.suggest.${key}`) })),
  ].filter((one) => !known.has(nameKey(one.name)));

  return (
    <div class="vn-naming">
      <AddLine
        label={t('field.venn.name')}
        text={text}
        onText={setText}
        onAdd={() => add(text, kind) && setText('')}
        maxLength={recordLimits.name}
        before={
          <Segments
            shown
            look="chips"
            label={t('field.venn.kind')}
            value={kind}
            of={institutionKinds}
            words={(one) => t(`needs.institution.kind.${one}`)}
            onValue={setKind}
          />
        }
      >
        <Offers label={t('field.venn.suggestions')} offers={offered} onTake={({ name }) => add(name, kind)} />
      </AddLine>
      {all.length === 0 ? (
        <p class="hint">{t('field.venn.empty')}</p>
      ) : (
        <ol class="kit-list kit-rows vn-list">
          {all.map(({ institution, number }) => (
            <li key={institution.id}>
              <button type="button" class="kit-entry" onClick={() => onOpen(institution.id)}>
                <b class="kit-number">{number}</b>
                <span class="kit-name">
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
                  <IconButton
                    icon="up"
                    label={t('field.venn.up', { name: institution.name })}
                    onClick={() => reorder(edit, record, institution.id, -1)}
                  />
                  <IconButton
                    icon="down"
                    label={t('field.venn.down', { name: institution.name })}
                    onClick={() => reorder(edit, record, institution.id, 1)}
                  />
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
