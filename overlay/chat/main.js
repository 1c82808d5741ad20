import { startChat } from './chat.js';

startChat();
