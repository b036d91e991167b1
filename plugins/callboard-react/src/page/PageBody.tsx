import Box from '@mui/material/Box';
import { useContext, type ReactNode } from 'react';
import { CallboardProvider } from '../query/CallboardProvider';
import { PageFrame } from './PageFrame';

/** The body of a page or tab, with the providers that its content needs. @public */
export function PageBody(props: { children: ReactNode }) {
  const isFramed = useContext(PageFrame);
  return (
    <CallboardProvider>
      {isFramed ? (
        props.children
      ) : (
        <Box component="main" sx={{ px: { xs: 2, md: 2.5 }, pb: 3 }}>
          {props.children}
        </Box>
      )}
    </CallboardProvider>
  );
}
