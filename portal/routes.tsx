import { createBrowserRouter, Navigate, Outlet } from 'react-router';
import { BackPage } from './pages/back';
import { Crashed } from './pages/crashed';
import { NotFound } from './pages/not-found';
import { SignedIn } from './session/signed-in';

/** Every page is loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    element: (
      <SignedIn>
        <Outlet />
      </SignedIn>
    ),
    errorElement: <Crashed />,
    HydrateFallback: () => null,
    children: [
      {
        lazy: async () => ({ Component: (await import('./frame/layout')).Frame }),
        children: [
          { index: true, element: <Navigate to="/integration" replace /> },
          {
            lazy: async () => ({ Component: (await import('./frame/only-for')).ForActors }),
            children: [
              {
                path: '/integration',
                lazy: async () => ({ Component: (await import('./pages/integration/page')).IntegrationPage }),
              },
              {
                path: '/integration/halopsa',
                lazy: async () => ({ Component: (await import('./pages/console/page')).ConsolePage }),
              },
              {
                path: '/integration/halopsa/connect',
                lazy: async () => ({ Component: (await import('./pages/connect/page')).ConnectPage }),
              },
              {
                path: '/integration/halopsa/ticket-mapping',
                lazy: async () => ({
                  Component: (await import('./pages/ticket-mapping/page')).TicketMappingPage,
                }),
              },
              {
                path: '/activity',
                lazy: async () => ({ Component: (await import('./pages/activity/page')).ActivityPage }),
              },
            ],
          },
          {
            path: '/integration/halopsa/manage',
            lazy: async () => ({ Component: (await import('./pages/manage/route')).ManageRoute }),
          },
          {
            path: '/organizations',
            lazy: async () => ({ Component: (await import('./pages/organizations/route')).OrganizationsRoute }),
          },
          // Who is signed in has no business where one is told of being signed out.
          { path: '/signed-out', element: <Navigate to="/" replace /> },
          { path: '/signed-in', element: <BackPage /> },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);
