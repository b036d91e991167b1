import { CopyButton } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

const START = 8;
const END = 4;

/** A long hash, shortened to its beginning and end; copying yields all of it. */
export function ShortCode(props: { name?: string; code: string }) {
  const { name, code } = props;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}
    >
      <Box component="code" title={code} sx={{ whiteSpace: 'nowrap' }}>
        {code.slice(0, START)}…{code.slice(-END)}
      </Box>
      {name && <CopyButton name={name} text={code} />}
    </Box>
  );
}
