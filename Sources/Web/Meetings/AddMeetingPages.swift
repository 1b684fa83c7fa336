/// Adds every page about meetings.
func addMeetingPages(to pages: PageRoutes, _ backend: Backend) {
    MeetingPages(backend: backend).add(to: pages)
    PlanPages(backend: backend).add(to: pages)
    TakeMeetingBackPages(backend: backend).add(to: pages)
    AttendancePages(backend: backend).add(to: pages)
    CheckInPages(backend: backend).add(to: pages)
    SheetPages(backend: backend).add(to: pages)
    CalendarPages(backend: backend).add(to: pages)
}
