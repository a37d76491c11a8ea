import type { EventSender } from '../engine/eventItem';
import { given } from '../engine/given';
import type { StoredMessage } from './storedMessage';

/** Who wrote a message, as triggers tell it: what customers click on comes as a Special message. https://docs.superoffice.com/en/automation/chatbot/reference */
export function whoWrote({ Type, SpecialType, Author }: StoredMessage): EventSender {
	return given({ type: sortOf(Type, SpecialType), name: Author || undefined });
}

function sortOf(type: unknown, specialType: unknown): EventSender['type'] {
	if (type === 'ToUser' || specialType === 'ClickedOption') return 'customer';
	if (type !== 'ToCustomer') return 'system';
	return specialType === 'BotMessage' ? 'bot' : 'agent';
}
