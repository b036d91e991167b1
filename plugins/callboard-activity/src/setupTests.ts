import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { setUpPageTests } from '@callboard/plugin-callboard-react/testUtils';

setUpPageTests(configure);
