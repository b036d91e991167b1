import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { IconText } from '../things/IconText';
import { parseRef } from '../things/parseRef';
import { PersonAvatar } from './PersonAvatar';

/**
 * Who did something, as avatar and name; a person is linked to their page in
 * the catalog. The name is the one that was kept with the data, so that people
 * who left stay readable.
 *
 * @public
 */
export function PersonChip(props: {
  userRef: string;
  name?: string | null;
  picture?: string | null;
  size?: number;
  /** False inside something that is clickable itself. */
  linked?: boolean;
}) {
  const hrefOf = useEntityRefLink();
  const ref = parseRef(props.userRef);
  const name = props.name || ref?.name || props.userRef;
  const isLinked = ref?.kind === 'user' && props.linked !== false;
  return (
    <IconText
      icon={
        <PersonAvatar
          userRef={props.userRef}
          name={name}
          picture={props.picture}
          size={props.size}
        />
      }
      text={name}
      href={isLinked ? hrefOf(ref) : undefined}
      gap={1}
    />
  );
}
