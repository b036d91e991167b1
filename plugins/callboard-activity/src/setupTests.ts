import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { expectContractKept } from '@callboard/plugin-callboard-react/testUtils';

// Pages are loaded when first shown, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 15_000 });

// Lists look where the page is scrolled to; jsdom does not scroll.
window.scrollTo = () => {};

// A browser tab remembers the workspace; a test starts with a new one.
afterEach(() => window.sessionStorage.clear());

// Requests and answers must be those of the contract.
afterEach(expectContractKept);
