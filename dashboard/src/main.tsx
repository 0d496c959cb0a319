import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './shell/app.js';
import { startWords } from './words/i18n.js';
import './shell/tokens.css';
import './shell/desk.css';
import './shell/screens.css';
import './shell/proof.css';
import './shell/phone.css';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
await startWords();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
