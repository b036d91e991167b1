import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { setUpPageTests } from './testUtils/setUpPageTests';

setUpPageTests(configure);
