import { LegacyPage } from '@callboard/plugin-callboard-react/legacy';
import { MyTimePage } from '../mine/MyTimePage';

/** The page My time with a header. */
export function TimePage(props: { title?: string }) {
  return (
    <LegacyPage title={props.title ?? 'My time'}>
      <MyTimePage />
    </LegacyPage>
  );
}
