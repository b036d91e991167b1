import Typography from '@mui/material/Typography';
import { useEffect, useRef, type ReactNode } from 'react';

/** The heading of a step; it takes the focus when the step opens. */
export function StepHeading(props: {
  children: ReactNode;
  /** False for the initial step of a page. */
  takesFocus?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { takesFocus = true } = props;
  useEffect(() => {
    if (takesFocus) {
      heading.current?.focus();
    }
  }, [takesFocus]);
  return (
    <Typography
      ref={heading}
      tabIndex={-1}
      variant="h6"
      component="h3"
      sx={{ m: 0, outline: 'none' }}
    >
      {props.children}
    </Typography>
  );
}
