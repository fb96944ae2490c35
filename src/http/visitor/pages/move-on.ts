/** Takes the destination from the link on the page, so one hash fits every destination. */
export const moveOnScript = 'location.replace(document.querySelector("a.next").href)';
