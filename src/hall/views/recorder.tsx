import { useHead, useScript, useStyles } from '../../platform/ui/head.ts';
import { usePage } from '../../platform/ui/page-context.ts';

/**
 * The second recorder's page: the app with one meeting, over plain http. Its secret stands behind the # of the
 * address, so that no server, log or proxy ever sees it.
 */
export function RecorderPage() {
  const { t, lang } = usePage();
  useStyles('staff.css');
  useStyles('field.css');
  useScript('recorder.client.js');
  const head = useHead();
  if (head) {
    head.title = t('hall.recorder.title');
    head.noindex = true;
  }
  const word = (name: string) => t(`hall.recorder.${name}`);
  return (
    <div class="fa hall-recorder">
      <div
        id="field"
        data-lang={lang}
        data-no-secret={word('no-secret')}
        data-unknown={word('unknown')}
        data-offline={word('offline')}
        data-ended={word('ended')}
        data-left={word('left')}
        data-refused={word('refused')}
        data-sending={word('sending')}
        data-live={word('live')}
      >
        <p class="fa-loading" role="status">
          {word('connecting')}
        </p>
        <noscript>
          <p>{word('no-script')}</p>
        </noscript>
      </div>
    </div>
  );
}
