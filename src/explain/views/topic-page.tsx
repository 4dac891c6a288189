import type { VNode } from 'preact';
import { Layout } from '../../platform/ui/layout.tsx';
import { PageHeader } from '../../platform/ui/page-header.tsx';
import { usePage } from '../../platform/ui/page-context.ts';
import type { Inputs } from '../inputs.ts';
import { type Topic, topicPath, topics } from '../topics.ts';
import { CompositionExample } from './composition.tsx';
import { DeadlinesExample } from './deadlines.tsx';
import { IndexExample } from './index-example.tsx';
import { IntervalsExample } from './intervals.tsx';
import { PrivacyExample } from './privacy.tsx';
import { ProgressExample } from './progress.tsx';
import { RollUpExample } from './roll-up.tsx';
import { ScorecardsExample } from './scorecards.tsx';
import { SelectionExample } from './selection.tsx';
import { StickersExample } from './stickers.tsx';
import { VotesExample } from './votes.tsx';
import { WhatIfExample } from './what-if.tsx';

const examples: Record<Topic, (props: { inputs: Inputs }) => VNode> = {
  stickers: StickersExample,
  'roll-up': RollUpExample,
  'what-if': WhatIfExample,
  selection: SelectionExample,
  composition: CompositionExample,
  intervals: IntervalsExample,
  privacy: PrivacyExample,
  scorecards: ScorecardsExample,
  index: IndexExample,
  progress: ProgressExample,
  deadlines: DeadlinesExample,
  votes: VotesExample,
};

/** One topic: what the rule is, an example that is counted now, and a form to change its numbers. */
export function TopicPage({ topic, inputs }: { topic: Topic; inputs: Inputs }) {
  const { t, href } = usePage();
  const Example = examples[topic];
  const place = topics.indexOf(topic);
  const before = topics[place - 1];
  const after = topics[place + 1];
  const paragraphs = [1, 2, 3, 4]
    .map((number) => `explain.${topic}.text${number}`)
    .filter((key) => t.has(key));
  return (
    <Layout title={t(`explain.${topic}.title`)} description={t(`explain.${topic}.lead`)}>
      <PageHeader
        crumbs={[{ label: t('explain.title'), path: '/methods' }]}
        title={t(`explain.${topic}.title`)}
        lead={t(`explain.${topic}.lead`)}
      />
      {paragraphs.map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
      <Example inputs={inputs} />
      <nav class="actions" aria-label={t('explain.more')}>
        {before && (
          <a rel="prev" href={href(topicPath(before))}>
            ← {t(`explain.${before}.title`)}
          </a>
        )}
        {after && (
          <a rel="next" href={href(topicPath(after))}>
            {t(`explain.${after}.title`)} →
          </a>
        )}
      </nav>
    </Layout>
  );
}
