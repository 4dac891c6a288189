import type { ComponentChildren } from 'preact';
import { useScript } from './head.ts';
import { usePage } from './page-context.ts';
import { Notice } from './surfaces.tsx';

/**
 * The words of drafts for their script (drafts/drafts.client.ts), and the key of this person's drafts; nothing where
 * nobody is signed in.
 */
export function DraftWords() {
  const { t, actor } = usePage();
  if (!actor?.drafts) return null;
  return <Words tag={actor.drafts.tag} secret={actor.drafts.key} t={t} />;
}

function Words({ tag, secret, t }: { tag: string; secret: string; t: (key: string) => string }) {
  useScript('drafts.client.js');
  return (
    <template id="drafts" data-tag={tag} data-key={secret}>
      <div data-part="offer">
        <Notice
          tone="info"
          title={t('ui.draft.title')}
          live
          actions={
            <>
              <Act does="restore">{t('ui.draft.restore')}</Act>
              <Act does="discard">{t('ui.draft.discard')}</Act>
            </>
          }
        >
          <p>
            {t('ui.draft.typed-at')} <time />
          </p>
          <p data-if="sent">{t('ui.draft.sent')}</p>
          <p data-if="changed">{t('ui.draft.changed')}</p>
        </Notice>
      </div>
      <div data-part="restored">
        <Notice
          tone="info"
          title={t('ui.draft.restored')}
          live
          actions={<Act does="discard">{t('ui.draft.undo')}</Act>}
        >
          {t('ui.draft.restored-text')}
        </Notice>
      </div>
      <div data-part="homeless">
        <p>{t('ui.draft.homeless')}</p>
        <pre />
      </div>
    </template>
  );
}

function Act({ does, children }: { does: 'restore' | 'discard'; children: ComponentChildren }) {
  return (
    <button class={`btn small${does === 'restore' ? '' : ' ghost'}`} type="button" data-do={does}>
      {children}
    </button>
  );
}
