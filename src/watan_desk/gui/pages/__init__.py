"""The pages of the window, a file a page. They lay out, ask and show; the desk alone knows what is allowed."""
