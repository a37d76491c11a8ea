import type { IDataObject } from 'n8n-workflow';
import { omit, pickBy } from 'lodash';
import { z } from 'zod';

import type { HttpAnswer } from '../engine/answer';
import type { Fields } from '../engine/fields';
import { unreadable } from './answers';
import { plainText } from './plainText';

const text = z.string().nullish();
const record = z.record(z.unknown()).nullish().catch(undefined);
const shape = z
	.object({
		ChatSessionId: z.number().int().positive(),
		TopicId: z.number().nullish(),
		Status: text,
		FirstMessage: text,
		LastMessage: text,
		WhenRequested: text,
		WhenStarted: text,
		WhenEnded: text,
		WhenIdle: text,
		User: record,
		TransferTo: record,
		Person: record,
		Contact: record,
		Ticket: record,
		Project: record,
		Sale: record,
	})
	.passthrough();

/** A chat session as SuperOffice keeps it. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSessionEntity_GetChatSessionEntity */
export type ChatSession = z.output<typeof shape>;

/**
 * Reads a chat session out of an answer.
 *
 * @param chatSessionId which one it has to be, where that is known
 * @throws Failure when it is something else
 */
export function readChatSession(json: unknown, answer: HttpAnswer, chatSessionId?: number): ChatSession {
	const { data } = shape.safeParse(json);
	if (!data) throw unreadable(answer, 'Its answer is no chat session.');
	if (chatSessionId === undefined || data.ChatSessionId === chatSessionId) return data;
	throw unreadable(answer, `Its answer is about another chat session, ${data.ChatSessionId}.`);
}

/** SuperOffice's way to say that there is no date. */
const date = (value: unknown) => (String(value).startsWith('0001-') ? undefined : value);

/** Numbers of records begin with 1. */
const id = (value: unknown) => (Number(value) > 0 ? value : undefined);

/** What a flow goes on with: the session, and whom and what it is about by number and name; what is empty stays out. */
export function simplifiedSession(session: ChatSession): IDataObject {
	const { User, TransferTo, Person, Contact, Ticket, Project, Sale } = session;
	const flat = {
		ChatSessionId: session.ChatSessionId,
		TopicId: id(session.TopicId),
		Status: session.Status,
		FirstMessage: plainText(session.FirstMessage ?? ''),
		LastMessage: plainText(session.LastMessage ?? ''),
		CustomerName: session.CustomerName,
		CustomerEmail: session.CustomerEmail,
		CustomerPhone: session.CustomerPhone,
		CustomerCompanyName: session.CustomerCompanyName,
		WhenRequested: date(session.WhenRequested),
		WhenStarted: date(session.WhenStarted),
		WhenEnded: date(session.WhenEnded),
		WhenIdle: date(session.WhenIdle),
		ChatbotIsActive: session.ChatbotIsActive,
		Rating: id(session.Rating),
		UserAssociateId: id(User?.AssociateId),
		UserName: User?.FullName,
		TransferToAssociateId: id(TransferTo?.AssociateId),
		TransferToName: TransferTo?.FullName,
		PersonId: id(Person?.PersonId),
		PersonName: Person?.FullName,
		ContactId: id(Contact?.ContactId),
		ContactName: Contact?.Name,
		TicketId: id(Ticket?.TicketId),
		TicketTitle: Ticket?.Title,
		ProjectId: id(Project?.ProjectId),
		SaleId: id(Sale?.SaleId),
	};
	return pickBy(flat, (value) => value !== undefined && value !== null && value !== '') as IDataObject;
}

/** All that SuperOffice gives, but the key with which the customer's browser proves itself. */
export function wholeSession(session: ChatSession): IDataObject {
	return omit(session, 'SessionKey') as IDataObject;
}

/** How an item's chat session is given, by its field Simplify. */
export function readSessionOutput(fields: Fields): (session: ChatSession) => IDataObject {
	return (fields.flag('simplify') ?? true) ? simplifiedSession : wholeSession;
}
