/** How long this process itself was at work. */

declare global {
	/** Of Node.js; the types of browsers, which n8n's packages bring along, do not know it. */
	interface Performance {
		eventLoopUtilization(): { active: number };
	}
}

/** For how many milliseconds the process has been at work since it began, what it waited for others left out. */
export function timeAtWork(): number {
	return performance.eventLoopUtilization().active;
}
