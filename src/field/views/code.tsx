import { Layout } from '../../platform/ui/layout.tsx';
import { usePage, useRoom } from '../../platform/ui/page-context.ts';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { Card, Facts, Notice } from '../../platform/ui/surfaces.tsx';
import type { DeviceItem } from '../data/devices.ts';
import { codeMinutes } from '../rules/device-code.ts';

export interface CodeProps {
  /** As it is shown: «KM7P 3XHT». */
  code: string;
  expiresAt: Date;
  /** Of the field app, without language. */
  address: string;
  /** Of `prepare`: the address with the code, and the same as a picture. */
  link?: string;
  picture?: string;
  /** Of `recover`: the device whose PIN is forgotten. */
  device?: DeviceItem;
  /** The address is neither https nor this computer: browsers keep nothing there. */
  insecure: boolean;
}

/** A one-time code, large, and what to do with it in words. */
export function CodePage(props: CodeProps) {
  const { t, fmt } = usePage();
  const { device } = props;
  const base = useRoom('field');
  const title = t(device ? 'field.office.recover' : 'field.office.prepare');
  return (
    <Layout title={title} variant="staff">
      <PageHeader
        crumbs={[{ label: t('ui.phones'), path: base }, { label: title }]}
        title={title}
        lead={device ? t('field.code.recover-lead', { name: device.label }) : t('field.code.lead')}
      />
      {props.insecure && (
        <Notice tone="warn" title={t('field.code.insecure')}>
          {t('field.code.insecure-text')}
        </Notice>
      )}
      <Card>
        <Facts
          items={[
            {
              label: t('ui.field.code'),
              value: <code>{props.code}</code>,
              note: t('field.code.until', { time: fmt.time(props.expiresAt), count: codeMinutes }),
            },
          ]}
        />
        <p>{t(device ? 'field.code.recover-secret' : 'field.code.secret')}</p>
        {props.picture && <img src={props.picture} width={240} height={240} alt={t('field.code.picture')} />}
        {props.link && (
          <p>
            <a href={props.link}>{t('field.code.here')}</a>
          </p>
        )}
      </Card>
      {device ? (
        <Card title={t('field.code.recover-steps')}>
          <ol>
            <li>{t('field.code.recover-1')}</li>
            <li>{t('field.code.recover-2')}</li>
            <li>{t('field.code.recover-3')}</li>
          </ol>
        </Card>
      ) : (
        <>
          <Card title={t('field.code.phone')}>
            <ol>
              <li>{t('field.code.phone-1')}</li>
              <li>
                {t('field.code.phone-2')} <code>{props.address}</code>
              </li>
              <li>{t('field.code.phone-apple')}</li>
              <li>{t('field.code.phone-3')}</li>
              <li>{t('field.code.phone-4')}</li>
              <li>{t('field.code.phone-5')}</li>
            </ol>
          </Card>
          <Card title={t('field.code.hall')}>
            <p>{t('field.code.hall-text')}</p>
            <ol>
              <li>
                {t('field.code.hall-1')}{' '}
                <code>npx ashar hub --office {props.address.replace(/\/field$/, '')}</code>
              </li>
              <li>{t('field.code.hall-2')}</li>
              <li>{t('field.code.hall-3')}</li>
            </ol>
          </Card>
        </>
      )}
    </Layout>
  );
}
