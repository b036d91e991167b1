import { LegacyPage } from '@callboard/plugin-callboard-react/legacy';
import { MyWorkPage } from '../mine/MyWorkPage';

/** The page My work with its header. */
export function WorkPage(props: { title?: string }) {
  return (
    <LegacyPage title={props.title ?? 'My work'}>
      <MyWorkPage />
    </LegacyPage>
  );
}
